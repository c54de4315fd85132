using System.Collections;
using System.Management.Automation;
using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Jobs.Hosting;
using EdFi.BatchPerf.Jobs.Options;
using EdFi.BatchPerf.Settings;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>Connect-BatchApi: discovers a DMS, fetches a token and checks that <c>/batch</c> is there.</summary>
[Cmdlet(VerbsCommunications.Connect, "BatchApi")]
[OutputType(typeof(BatchConnection))]
public sealed class ConnectBatchApiCommand : BatchCmdlet
{
    /// <summary>Base URL, possibly with a path; PERF_API_BASEURL when not given.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    public string? BaseUrl { get; set; }

    /// <summary>Key and secret; PERF_API_KEY and PERF_API_SECRET when not given.</summary>
    [Parameter(Position = 1)]
    [Credential]
    public PSCredential? Credential { get; set; }

    /// <summary>A file of NAME=value lines for settings that neither parameters nor the environment give.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? EnvironmentFile { get; set; }

    /// <summary>Token endpoint, absolute or a path on the base URL.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? OAuthEndpoint { get; set; }

    /// <summary>Prefix of the resources, absolute or a path on the base URL, for example /data/ed-fi.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ApiPrefix { get; set; }

    /// <summary>Batch endpoint, absolute or a path on the base URL.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? BatchEndpoint { get; set; }

    /// <summary>Time that each set-up request may take.</summary>
    [Parameter]
    [DurationTransformation]
    [PositiveDuration]
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Accepts any server certificate.</summary>
    [Parameter]
    public SwitchParameter SkipCertificateCheck { get; set; }

    /// <summary>Takes http addresses that the discovery document of an https server names.</summary>
    [Parameter]
    public SwitchParameter AllowUnencryptedAuthentication { get; set; }

    /// <summary>Headers to add to every request, by name; PERF_API_HEADERS when not given. Values are shown nowhere.</summary>
    [Parameter]
    [ValidateNotNull]
    public IDictionary? Header { get; set; }

    /// <summary>Goes through the system's proxy; direct otherwise.</summary>
    [Parameter]
    public SwitchParameter UseProxy { get; set; }

    /// <summary>Uses HTTP/2.</summary>
    [Parameter]
    public SwitchParameter Http2 { get; set; }

    /// <summary>Asks for gzipped answers.</summary>
    [Parameter]
    public SwitchParameter AcceptGzip { get; set; }

    /// <summary>Finds out the most operations the server takes in a batch; writes nothing.</summary>
    [Parameter]
    public SwitchParameter LearnBatchLimit { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var options = Check(ReadOptions);
        WriteVerbose(ConnectionWords.Opening(options));
        foreach (var warning in options.Warnings)
        {
            WriteWarning(warning);
        }

        _ = FirstPlan.Begin(); // this process has little to do until the server has answered
        var connection = Await(token => ApiConnection.OpenAsync(options, TellAsync, token));
        WriteVerbose(ConnectionWords.Opened(connection));
        WriteObject(connection);
    }

    /// <summary>Completes when the pipeline thread has written it: only then may the secret go out.</summary>
    private Task TellAsync(string text) => OnPipelineAsync(() =>
    {
        WriteInformation(text, ["BatchPerf"]);
        return true;
    });

    private ConnectOptions ReadOptions()
    {
        var settings = ConnectionSettings.Read(new SettingsReader(Given, SecretVariables.Find, ReadFile()));
        return settings.ToOptions() with
        {
            BatchEndpoint = BatchEndpoint,
            SkipCertificateCheck = IsGiven(nameof(SkipCertificateCheck))
                ? SkipCertificateCheck.IsPresent
                : settings.IgnoreCertificateErrors ?? false,
            AllowUnencryptedAuthentication = AllowUnencryptedAuthentication,
            Headers = Header is null ? settings.Headers : HeaderReader.Read(Header),
            UseProxy = UseProxy,
            Http2 = Http2,
            AcceptGzip = AcceptGzip,
            Timeout = ConnectTimeout,
            LearnBatchLimit = LearnBatchLimit,
        };
    }

    private EnvironmentFile? ReadFile() =>
        EnvironmentFile is null ? null : Settings.EnvironmentFile.Read(FilePath(EnvironmentFile), SecretVariables.Find);

    private string? Given(string setting) =>
        setting == KnownSettings.BaseUrl.Name ? BaseUrl
        : setting == KnownSettings.Key.Name ? Credential?.UserName
        : setting == KnownSettings.Secret.Name ? Credential?.GetNetworkCredential().Password
        : setting == KnownSettings.ApiPrefix.Name ? ApiPrefix
        : setting == KnownSettings.OAuthEndpoint.Name ? OAuthEndpoint
        : null;
}
