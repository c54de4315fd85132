using System.Diagnostics;
using EdFi.BatchPerf.Cli.Host;
using EdFi.BatchPerf.Files.Runs;
using EdFi.BatchPerf.Simulator;
using EdFi.BatchPerf.Simulator.Options;
using EdFi.BatchPerf.Unit.Cli;
using k8s.Models;

namespace EdFi.BatchPerf.Unit.Deployment;

/// <summary>The commands of the manifests, each pod a process of this machine that shares a folder with the others.</summary>
public sealed class PodsTests : IAsyncLifetime, IDisposable
{
    private const int Pods = 4;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5); // processes that compile at once
    private readonly CliRunner _cli = new();
    private readonly Dictionary<string, string> _plan = new(Manifests.Plan, StringComparer.Ordinal);
    private SimulatorHost _server = null!;

    private string Results => _cli.File("results");

    public async Task InitializeAsync()
    {
        // Batches that take a while: what is tested is how the pods agree, not how fast they are.
        _server = await SimulatorHost.StartAsync(new SimulatorOptions { LatencyTransactionMs = 100 });
        _plan["PERF_API_BASEURL"] = _server.BaseUrl.ToString();
        _plan["PERF_SEGMENT"] = $"*/{Pods}";
        _plan["CLIENT_COUNT"] = "16";
        _plan["RUN_TIME_IN_MINUTES"] = "0.05";
        foreach (var (name, value) in _plan)
        {
            _cli.Environment[name] = value;
        }

        _cli.Environment["PERF_API_KEY"] = _server.Options.Key; // the Secret
        _cli.Environment["PERF_API_SECRET"] = _server.Options.Secret;
        Directory.CreateDirectory(Results);
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Pods_meet_make_the_fixtures_once_carry_out_one_plan_and_are_merged()
    {
        var pod = Manifests.Load.Spec.Template.Spec;
        await Task.WhenAll(new[] { 3, 0 }.Select(index => PodAsync(pod.InitContainers.Single(), index)));
        var fixtures = _server.Counts().Documents;

        await Task.WhenAll(Enumerable.Range(0, Pods).Select(index => PodAsync(pod.Containers.Single(), index)));
        foreach (var others in new[] { "PERF_API_KEY", "PERF_API_SECRET", "JOB_COMPLETION_INDEX" })
        {
            _cli.Environment.Remove(others); // the merge has neither the Secret nor an index
        }

        var merge = Expand(Manifests.Merge.Spec.Template.Spec.Containers.Single(), 0).Select(static a => a == "p95 < 500ms" ? "p95 < 60s" : a);
        var code = await _cli.RunAsync([.. merge]);
        Assert.True(code == ExitCode.Success, _cli.Output);

        var run = RunJson.Read(Path.Combine(Results, _plan["RUN"], "merged", "merged.run.json"));
        Assert.Equal((Pods, 16), (run.Machines.Count, run.ClientsBegun));
        Assert.All(run.Machines, static m => Assert.Equal(MachineState.Done, m.State));
        Assert.Equal(_server.Counts().OperationsTotal.Committed, run.Totals.OperationsCommitted);
        Assert.Equal(fixtures.ByResource, _server.Counts().Documents.ByResource);
    }

    private async Task PodAsync(V1Container container, int index)
    {
        Process process;
        lock (_cli)
        {
            _cli.Environment["JOB_COMPLETION_INDEX"] = $"{index}";
            process = _cli.StartProcess([.. Expand(container, index)]);
        }

        using (process)
        {
            try
            {
                await process.WaitForExitAsync().WaitAsync(Patience);
                Assert.Equal(0, process.ExitCode);
            }
            finally
            {
                process.Kill(); // no matter where it has ended
            }
        }
    }

    /// <summary>The arguments as the pod gets them.</summary>
    private IEnumerable<string> Expand(V1Container container, int index) => container.Args.Select(argument => _plan
        .Append(new("JOB_COMPLETION_INDEX", $"{index}"))
        .Aggregate(argument, static (text, variable) => text.Replace($"$({variable.Key})", variable.Value, StringComparison.Ordinal))
        .Replace("/results", Results, StringComparison.Ordinal));
}
