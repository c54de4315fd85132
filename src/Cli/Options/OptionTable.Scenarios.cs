using EdFi.BatchPerf.Settings;

namespace EdFi.BatchPerf.Cli.Options;

/// <content>Making scenarios from a server's metadata.</content>
internal static partial class OptionTable
{
    private static IReadOnlyList<OptionSpec> ScenarioOptions =>
    [
        new(
            OwnSettings.NewScenario,
            null,
            Scenarios,
            "name ...",
            "Makes templates of these resources of the server, like grades or \"student*\" (\"*\" for all), or of the preset StateRoster, "
                + "in the folder that --scenarioPath names.",
            OptionKind.List),
        new(
            OwnSettings.Verify,
            null,
            Scenarios,
            "bool",
            "Makes the fixtures, sends one record of each and learns from refusals; exit code 10 when one stays refused. Default: false.",
            OptionKind.Flag),
        new(OwnSettings.Detail, null, Scenarios, "kind", "Minimal or Full: what documents hold. Default: Minimal."),
        new(
            OwnSettings.Parents,
            null,
            Scenarios,
            "kind",
            "Fresh or Pooled: each record has parents of its own, or each client makes them once and reuses them. Default: Fresh."),
        new(OwnSettings.OpenApiPath, null, Scenarios, "path", "The server's OpenAPI document of resources as a file: nothing is sent."),
        new(OwnSettings.DescriptorPath, null, Scenarios, "path", "The server's OpenAPI document of descriptors as a file."),
    ];
}
