using EdFi.BatchPerf.Cli.Host;
using EdFi.BatchPerf.Cli.Options;
using EdFi.BatchPerf.Cli.Output;
using EdFi.BatchPerf.Jobs.Scenarios;
using EdFi.BatchPerf.Running;
using EdFi.BatchPerf.Settings;

namespace EdFi.BatchPerf.Cli.Running;

/// <summary><c>--newScenario</c>: makes scenarios of any resource of a server from the server's metadata.</summary>
internal sealed class ScenarioCommand(ConsoleHost host, Log log, SettingsReader settings)
{
    private static readonly TextColumn[] Header = [new("Resource"), new("State"), new("Ops", 6), new("Unique field", 5), new("Reason", 4)];

    /// <param name="wanted">Resources, with wildcards, or one preset.</param>
    /// <returns>Threshold where the server refused a record of one, or where one that was named cannot be made.</returns>
    /// <exception cref="BatchPerfException">ScenarioFolderMissing; those of <see cref="ScenarioJob.RunAsync"/>.</exception>
    public async Task<ExitCode> RunAsync(IReadOnlyList<string> wanted)
    {
        var values = RunValues.Read(settings);
        var preset = wanted.FirstOrDefault(static w => ScenarioJob.Presets.Contains(w, StringComparer.OrdinalIgnoreCase));
        var offline = Path(OwnSettings.OpenApiPath);
        var request = new ScenarioRequest
        {
            Resources = [.. wanted.Where(w => w != preset)],
            Preset = preset,
            Folder = Folder(values),
            Force = settings.Flag(OwnSettings.Force) ?? false,
            Full = settings.OneOf<ScenarioDetail>(OwnSettings.Detail) == ScenarioDetail.Full,
            ReuseParents = settings.OneOf<ScenarioParents>(OwnSettings.Parents) == ScenarioParents.Pooled,
            Verify = settings.Flag(OwnSettings.Verify) ?? false,
            CreateMissing = values.Get<bool>(RunOptionTable.CreateMissing),
            OpenApiPath = offline,
            DescriptorsPath = Path(OwnSettings.DescriptorPath),
        };
        using var server = offline is null ? new ServerAccess(RunSettings.ReadConnection(settings), log) : null;
        var connection = server is null ? null : await server.OpenAsync(host.Stop);
        var job = new ScenarioJob(new ConsoleJobHost(host, log));
        var rows = await job.RunAsync(connection, request, RunSettings.ReadKeys(values));
        TextTable.Write(host.Out, host.OutWidth(), Header, [.. rows.Select(Row)]);
        var untried = request.Verify ? ScenarioTemplateState.Made : ScenarioTemplateState.Refused;
        return rows.Any(r => r.State == ScenarioTemplateState.Refused || r.State == untried || IsUntried(r) || IsNamedInVain(r))
            ? ExitCode.Threshold
            : ExitCode.Success;

        bool IsUntried(BatchScenarioTemplate row) => row is { State: ScenarioTemplateState.BuiltIn, Reason: not null };

        bool IsNamedInVain(BatchScenarioTemplate row) => row.State == ScenarioTemplateState.Impossible
            && wanted.Contains(row.Resource, StringComparer.OrdinalIgnoreCase);
    }

    private string Folder(RunValues values)
        => (values.Get<IReadOnlyList<string>?>(RunOptionTable.ScenarioPath) ?? []) is [var only] ? host.FullPath(only)
            : throw new BatchPerfException(
                "ScenarioFolderMissing",
                ProblemKind.InvalidInput,
                "It was not said in which folder the templates are to be written.",
                $"Name one folder with {new OptionKey("ScenarioPath")}.");

    private string? Path(Setting setting) => settings.Text(setting) is { } path ? host.FullPath(path) : null;

    private static string[] Row(BatchScenarioTemplate row) =>
    [
        row.Resource,
        row.State.ToString(),
        row.OperationsPerRecord.ToString(System.Globalization.CultureInfo.InvariantCulture),
        row.UniqueField,
        row.Reason ?? "",
    ];
}
