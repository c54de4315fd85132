using System.Management.Automation;
using System.Net;
using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Files.Runs;
using EdFi.BatchPerf.Jobs.Fleet.Control;
using EdFi.BatchPerf.Jobs.Fleet.Machines;
using EdFi.BatchPerf.Jobs.Fleet.Member;
using EdFi.BatchPerf.Jobs.Fleet.Messages;
using EdFi.BatchPerf.Jobs.Loads;
using EdFi.BatchPerf.Jobs.Runs;
using EdFi.BatchPerf.Page.Dashboard;
using EdFi.BatchPerf.Questions.Thresholds;
using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>Invoke-BatchFleetTest: one load from many machines, over sessions of PowerShell's remoting.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "BatchFleetTest", SupportsShouldProcess = true)]
[OutputType(typeof(BatchFleetRun))]
public sealed partial class InvokeBatchFleetTestCommand : BatchCmdlet, IScenarioParameters
{
    private readonly List<BatchConnection> _connections = [];

    /// <summary>Gives each parameter the default of its row.</summary>
    public InvokeBatchFleetTestCommand() => RunParameters.SetDefaults(this);

    /// <inheritdoc/>
    protected override void ProcessRecord() => _connections.AddRange(Connection);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        Check(() => FleetRules.Check(MyInvocation.BoundParameters.Keys, _connections.Distinct().Count()));
        Check(() => LoadRules.Check(MyInvocation.BoundParameters.Keys));
        var api = Check(() => OpenConnection.Of(_connections[0]));
        var thresholds = Check(() => Threshold.Select(ThresholdParser.Parse).ToList());
        var module = FleetModule.Read(Path.GetDirectoryName(typeof(InvokeBatchFleetTestCommand).Assembly.Location)!);
        var host = new CmdletJobHost(this);
        using var second = new SecondStop();
        var request = Check(() => Request(api, module)) with { Hurry = second.Token };
        Check(() =>
        {
            ThresholdNames.Require(thresholds, request.Plan.RequestNames(api));
            LoadRun.RequireOwnTraces(api, request.Plan);
            return true;
        });
        var page = Check(() => Page(request.Plan, host));
        request = request with { Page = page };
        var start = Start(api);
        var names = MachineNames.Of(Session);
        var machines = Session.Select((session, i) => new SessionMachine(session, names[i], ModulePath, module, start)).ToList();
        var fleet = Await(async _ =>
        {
            try
            {
                var outcome = await new FleetJob(host, TimeProvider.System).RunAsync(request, machines);
                if (outcome is null)
                {
                    return null;
                }

                var fleet = new FleetResult(host.Warn).Of(outcome);
                page?.End(fleet);
                return await EndAsync(fleet, request.Files, host);
            }
            finally
            {
                await (page?.DisposeAsync() ?? ValueTask.CompletedTask);
                await Task.WhenAll(machines.Select(static machine => machine.DisposeAsync().AsTask()));
            }
        });
        if (fleet is not null)
        {
            foreach (var warning in fleet.Run is { } run ? RunEnd.Warnings(run) : [])
            {
                WriteWarning(warning);
            }

            WriteObject(fleet);
            Gate(fleet, request.Plan, thresholds);
        }
    }

    /// <summary>
    /// Writes the merged run and sets the variable, also of a load that was stopped, whose output the pipeline no longer takes.
    /// </summary>
    private async Task<BatchFleetRun> EndAsync(BatchFleetRun fleet, FleetFiles? files, CmdletJobHost host)
    {
        await KeepAsync(fleet);
        if (files is not null && fleet.Run is { } run)
        {
            var path = RunJson.PathBeside(files.Results);
            try
            {
                RunJson.Write(path, run);
                fleet = fleet with { Files = [.. fleet.Files, path] };
                await KeepAsync(fleet);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or BatchPerfException)
            {
                host.WarnOfRemains($"The merged run could not be written into {path}: {exception.Message} It is in the output"
                    + $"{(RunVariable is null ? "" : $" and in ${RunVariable.TrimStart('$')}")}; Export-Clixml keeps it.");
            }
        }

        return fleet;
    }

    private Task KeepAsync(BatchFleetRun fleet) => DoAsync(() =>
    {
        if (RunVariable is not null)
        {
            SessionState.PSVariable.Set(RunVariable.TrimStart('$'), fleet);
        }
    });

    private void Gate(BatchFleetRun fleet, RunPlan plan, List<BatchThreshold> thresholds)
    {
        if (FleetResult.Problem(fleet, plan) is { } problem)
        {
            var record = ErrorRecords.From(problem, fleet);
            if (fleet.Run!.StopReason == StopReason.ExistingDocument)
            {
                ThrowTerminatingError(record); // nothing more may be sent by the same script
            }

            WriteError(record);
        }
        else if (!fleet.IsComplete)
        {
            WriteError(ErrorRecords.From(FleetProblems.Incomplete(fleet), fleet));
        }

        if (thresholds.Count == 0)
        {
            return;
        }

        if (fleet.Run is not { } run)
        {
            WriteError(ErrorRecords.From(FleetProblems.Untested(thresholds.Count), fleet));
            return;
        }

        var tested = Check(() => thresholds.SelectMany(threshold => threshold.Test(ThresholdSubject.Of(run))).ToList());
        ThresholdAnnotations.Write(this, tested);
        var outcome = new LoadOutcome([new LoadEnd(run) { Tested = tested }]);
        if (ErrorRecords.NotKept(outcome) is { } notKept)
        {
            WriteError(notKept);
        }
    }

    private FleetRequest Request(ApiConnection api, FleetModule module)
    {
        var input = new RunInput(this, this);
        var builder = input.Builder(BatchTripleCount as IReadOnlyDictionary<string, int>);
        var catalog = input.Catalog();
        var plan = builder.Plan(catalog, builder.Options(catalog, [], []));
        var shares = FleetShares.Of(Session.Length, Weight);
        foreach (var share in shares)
        {
            (plan with { Segment = share }).Validate();
        }

        return new FleetRequest
        {
            Order = new OrderedLoadWriter(builder.Options(catalog, [], []), plan)
            {
                Scenarios = [.. ScenarioWeights.Read(Scenario).Select(static s => new OrderedScenario(s.Name, s.Weight))],
                ScenarioPaths = input.ScenarioPaths,
                Fixtures = Fixture,
                CreateMissing = CreateMissing,
                Force = Force,
                KeepResults = ResultPath is not null,
            }.Write(),
            Plan = plan,
            Server = api.BaseUrl,
            Shares = shares,
            Module = module,
            StartIn = StartIn,
            MaxClockError = MaxClockError,
            OnMachineLost = OnMachineLost,
            Files = Files(),
            Times = new FleetTimes { Lease = Lease },
        };
    }

    private FleetPage? Page(RunPlan plan, CmdletJobHost host) => Dashboard || DashboardPort > 0
        ? new FleetPage(RunDashboard.Open(DashboardPort), plan.Summarize(), host.ShowDashboard)
        : null;

    /// <summary>Refuses files that are there already, before anything is sent.</summary>
    private FleetFiles? Files()
    {
        if (ResultPath is null)
        {
            return null;
        }

        var files = new FleetFiles(FilePath(ResultPath), MachineNames.Of(Session));
        files.Probe(Force);
        return files;
    }

    private MachineStart Start(ApiConnection api)
    {
        var options = api.Options;
        var headers = string.Join('\n', options.Headers.Values.Select(static header => $"{header.Key}: {header.Value}"));
        return new MachineStart(
            FleetJson.Write(ServerAddress.Of(api)),
            new PSCredential(options.Key, new NetworkCredential("", options.Secret).SecurePassword),
            headers.Length == 0 ? null : new NetworkCredential("", headers).SecurePassword,
            Lease);
    }
}
