using System.Management.Automation;
using EdFi.BatchPerf.Documents.Catalog;
using EdFi.BatchPerf.Documents.Fixtures;
using EdFi.BatchPerf.Jobs.Loads;
using EdFi.BatchPerf.Jobs.Preparing;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>Invoke-BatchVolumeTest: the load. Streams results while it runs.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "BatchVolumeTest", SupportsShouldProcess = true, DefaultParameterSetName = ByDuration)]
[OutputType(typeof(BatchResult), typeof(BatchRun))]
public sealed partial class InvokeBatchVolumeTestCommand : BatchCmdlet, IScenarioParameters
{
    private readonly List<BatchConnection> _connections = [];

    /// <summary>The server, from Connect-BatchApi; several take turns, A B B A, and each is run against as often as -Repeat says.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public BatchConnection[] Connection { get; set; } = [];

    /// <summary>How many runs are made against each connection, each with an id and files of its own.</summary>
    [Parameter]
    [ValidateRange(1, 1000)]
    public int Repeat { get; set; } = 1;

    /// <summary>Goes on with the run of this journal, for the rest of its time.</summary>
    [Parameter(ParameterSetName = ByResume, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(JournalCompleter))]
    public string? Resume { get; set; }

    /// <summary>Returns one BatchRun instead of the results.</summary>
    [Parameter]
    public SwitchParameter SummaryOnly { get; set; }

    /// <summary>A variable, without $, that is set to the live BatchRun when the run starts.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? RunVariable { get; set; }

    /// <summary>One client; every operation's outcome is kept and shown.</summary>
    [Parameter]
    public SwitchParameter DebugRun { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => _connections.AddRange(Connection);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var servers = _connections.Distinct().ToDictionary(static c => c, Server);
        if (Resume is not null)
        {
            Check(() => ResumeRules.Check(MyInvocation.BoundParameters.Keys, _connections.Count));
        }

        var host = new CmdletLoadHost(this) { SummaryOnly = SummaryOnly, DebugRun = DebugRun, RunVariable = RunVariable };
        var request = Check(() => Request([.. _connections.Select(c => servers[c])]));
        var outcome = Await(_ => new LoadJob(host).RunAsync(request));
        if (outcome.Broken is { Problem: { } problem } broken)
        {
            ThrowTerminatingError(ErrorRecords.From(problem, broken.Run));
        }
    }

    private LoadServer Server(BatchConnection connection)
    {
        var open = Check(() => OpenConnection.Of(connection));
        return new LoadServer(connection.BaseUrl, _ => Task.FromResult(open), connection);
    }

    private LoadRequest Request(IReadOnlyList<LoadServer> servers)
    {
        var keys = Resume is null ? FixtureKeyReader.Read(this, Fixture) : new FixtureKeys();
        var seed = IsGiven(nameof(Seed)) ? Seed : Random.Shared.Next();
        var stopFile = StopFile is null ? null : FilePath(StopFile); // now: PowerShell's paths are resolved on the pipeline's thread
        return new LoadRequest
        {
            Servers = servers,
            Repeat = Repeat,
            Catalog = Resume is null ? Catalogs.Load(ScenarioPath, FilePath, StopToken) : new ScenarioCatalog(),
            Names = ScenarioWeights.Names(Scenario),
            Fixtures = new FixtureStep(keys, Fixture, CreateMissing),
            Options = (_, descriptors, parents) => PlanBuilder.Options(this, keys, descriptors, parents, seed),
            Plan = (catalog, options) =>
                PlanBuilder.Build(this, ParameterSetName, seed, PlanBuilder.Shares(this, catalog, options), _ => stopFile!, DebugRun),
            ScenarioPaths = [.. ScenarioPath.Select(FilePath)],
            Resume = Resume is null ? null : FilePath(Resume),
            Force = Force,
            Files = Files(),
            Probes = Probes(),
            DashboardPort = Dashboard || DashboardPort > 0 ? DashboardPort : null,
        };
    }
}
