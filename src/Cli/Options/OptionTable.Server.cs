using EdFi.BatchPerf.Settings;

namespace EdFi.BatchPerf.Cli.Options;

/// <content>The server, and what a run costs it.</content>
internal static partial class OptionTable
{
    private static IReadOnlyList<OptionSpec> ServerOptions =>
    [
        new(KnownSettings.BaseUrl, "-b", Server, "url", "Base URL of the DMS; required."),
        new(KnownSettings.Key, "-k", Server, "key", "Client key; required."),
        new(
            KnownSettings.Secret,
            "-s",
            Server,
            "secret",
            "Client secret; required. Other users of the machine can see options: prefer the variable."),
        new(KnownSettings.IgnoreCertificateErrors, "-i", Server, "bool", "Accepts any certificate. Default: false.", OptionKind.Flag),
        new(KnownSettings.ApiPrefix, "-ap", Server, "path", "Prefix of the resources, like /data/ed-fi. Default: from discovery."),
        new(KnownSettings.OAuthEndpoint, "-oe", Server, "path", "Token endpoint, a path or a URL. Default: from discovery."),
        new(OwnSettings.BatchEndpoint, null, Server, "path", "Batch endpoint, a path or a URL. Default: from discovery, else /batch."),
        new(
            KnownSettings.AllowUnencryptedAuthentication,
            null,
            Server,
            "bool",
            "Takes http addresses that the discovery document of an https server names, so that secret and token go there in plain "
                + "text. Default: false.",
            OptionKind.Flag),
        new(
            KnownSettings.Header,
            null,
            Server,
            "text ...",
            "Headers to add to every request, like \"X-Api-Version: 2\"; their values are shown nowhere. Other users of the machine "
                + "can see options: prefer the variable.",
            OptionKind.List),
        new(
            OwnSettings.LearnBatchLimit,
            null,
            Server,
            "bool",
            "Finds out the server's batch limit with deletes that cannot write, and warns. Default: false.",
            OptionKind.Flag),
        new(
            OwnSettings.ConnectTimeout,
            null,
            Server,
            "time",
            "Time for each request made while connecting or setting up; the load has --requestTimeout. Default: 30s."),
        new(OwnSettings.Http2, null, Server, "bool", "Asks for HTTP/2. Default: false.", OptionKind.Flag),
        new(OwnSettings.Gzip, null, Server, "bool", "Asks for compressed answers. Default: false.", OptionKind.Flag),
        new(OwnSettings.UseProxy, null, Server, "bool", "Uses the system's proxy settings. Default: false.", OptionKind.Flag),

    ];

    private static IReadOnlyList<OptionSpec> CostOptions =>
    [
        new(
            OwnSettings.PostgreSql,
            null,
            Cost,
            "string",
            "Connection string of the server's database, to read what it spends. Other users of the machine can see options: prefer "
                + "the variable."),
        new(
            OwnSettings.ServerProcess,
            null,
            Cost,
            "id ...",
            "Ids or names of the server's processes on this machine: CPU time and memory. Names with spaces are one value each.",
            OptionKind.List),
        new(
            OwnSettings.MetricsCommand,
            null,
            Cost,
            "text",
            "A shell command, run once a second, whose lines NAME=NUMBER join the server's figures."),
    ];
}
