using System.Management.Automation;
using EdFi.BatchPerf.Files.Journals;
using EdFi.BatchPerf.Jobs.Loads;
using EdFi.BatchPerf.Jobs.Options;
using EdFi.BatchPerf.Questions.Thresholds;
using EdFi.BatchPerf.ServerMetrics.PostgreSql;
using EdFi.BatchPerf.Servers;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>Invoke-BatchVolumeTest: the load. Streams results while it runs.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "BatchVolumeTest", SupportsShouldProcess = true)]
[OutputType(typeof(BatchResult), typeof(BatchRun))]
public sealed partial class InvokeBatchVolumeTestCommand : BatchCmdlet, IScenarioParameters
{
    private readonly List<BatchConnection> _connections = [];

    /// <summary>Gives each parameter the default of its row.</summary>
    public InvokeBatchVolumeTestCommand() => RunParameters.SetDefaults(this);

    /// <inheritdoc/>
    protected override void ProcessRecord() => _connections.AddRange(Connection);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var servers = _connections.Distinct().ToDictionary(static c => c, Server);
        if (Resume is not null)
        {
            Check(() => CheckResume(MyInvocation.BoundParameters.Keys));
        }

        Check(() => LoadRules.Check(MyInvocation.BoundParameters.Keys));
        if (RunVariable?.TrimStart('$') is { } name && SessionState.PSVariable.Get(name) is { } variable)
        {
            SessionState.PSVariable.Set(name, variable.Value); // what cannot be set is refused before anything is sent
        }

        var host = new CmdletLoadHost(this) { SummaryOnly = SummaryOnly, DebugRun = DebugRun, RunVariable = RunVariable };
        var request = Check(() => Request([.. _connections.Select(c => servers[c])]));
        var outcome = Await(_ => new LoadJob(host).RunAsync(request));
        if (outcome.Broken is { Problem: { } problem } broken)
        {
            var record = ErrorRecords.From(problem, broken.Run);
            if (broken.Run.StopReason is StopReason.ExistingDocument or StopReason.Fault)
            {
                ThrowTerminatingError(record); // nothing more may be sent by the same script
            }

            WriteError(record); // a terminating one would take the output from a variable
        }

        Gate(outcome);
        if (outcome.Failure is { } failure)
        {
            WriteError(ErrorRecords.From(failure, outcome.Ends[^1].Run));
        }
    }

    /// <exception cref="BatchPerfException">ResumeParameter.</exception>
    private bool CheckResume(IEnumerable<string> given)
    {
        ResumeOptions.Check(given);
        return _connections.Count == 1 ? true : throw new BatchPerfException(
            "ResumeParameter",
            ProblemKind.InvalidInput,
            $"{_connections.Count} connections were given together with -Resume.",
            "Give the one that the journal's run loaded.");
    }

    /// <summary>Errors that end a script under ErrorActionPreference Stop: now, since all results, files and variables are there.</summary>
    private void Gate(LoadOutcome outcome)
    {
        if (ErrorRecords.NotKept(outcome) is { } notKept)
        {
            WriteError(notKept);
        }

        foreach (var end in outcome.Ends.Where(static end => end.ThresholdProblem is not null))
        {
            WriteError(ErrorRecords.From(end.ThresholdProblem!, end.Run));
        }
    }

    private LoadServer Server(BatchConnection connection)
    {
        var open = Check(() => OpenConnection.Of(connection));
        return new LoadServer(connection.BaseUrl, _ => Task.FromResult(open), connection);
    }

    private LoadRequest Request(IReadOnlyList<LoadServer> servers)
    {
        var input = new RunInput(this, this);
        var builder = input.Builder(BatchTripleCount as IReadOnlyDictionary<string, int>);
        return new LoadRequest
        {
            Servers = servers,
            Start = input.Values.Start,
            Repeat = Repeat,
            Catalog = input.Catalog(),
            Names = builder.Names,
            Fixtures = input.Fixtures,
            Options = builder.Options,
            Plan = builder.Plan,
            ScenarioPaths = input.ScenarioPaths,
            Resume = Resume is null ? null : FilePath(Resume),
            Force = Force,
            Thresholds = [.. Threshold.Select(ThresholdParser.Parse)],
            Files = Files(),
            Probes = Probes(),
            Telemetry = OtlpEndpoint is { } endpoint ? LoadTelemetry.To(endpoint) : null,
            DashboardPort = Dashboard || DashboardPort > 0 ? DashboardPort : null,
        };
    }

    /// <summary>Where the files of each run go; PowerShell's paths are resolved at once, on the pipeline's thread.</summary>
    private Func<RunNumber, LoadFiles> Files()
    {
        var results = ResultPath is null ? null : FilePath(ResultPath);
        var locust = LocustCsvPath is null ? null : FilePath(LocustCsvPath);
        var journal = JournalPath is not null ? FilePath(JournalPath) : null;
        return number => new LoadFiles
        {
            Results = number.File(results),
            ReplaceResults = Force,
            Journal = number.File(journal ?? (results is null ? null : RunJournal.PathBeside(results))),
            ReplaceJournal = Force,
            Locust = number.Folder(locust),
        };
    }

    /// <summary>Makes the probes that measure the runs' costs on their server.</summary>
    private LoadProbes Probes() => new()
    {
        Processes = ServerProcess,
        PostgreSql = PostgreSql is { } text ? PostgreSqlTarget.Parse(text) : null,
        Command = MetricsCommand is { } command
            ? () => OnPipelineAsync<IServerProbe>(() => MetricsCommandProbe.Open(command, SessionState))
            : null,
    };
}
