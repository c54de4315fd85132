using System.Management.Automation;
using System.Net;
using System.Net.Sockets;

namespace EdFi.BatchPerf.Hosted.Runs;

/// <summary>-TraceSample and -OtlpEndpoint: a load seen from outside.</summary>
public sealed class TelemetryTests(Rig rig) : IClassFixture<Rig>
{
    private const string Load = "-Connection $dms -Fixture $fixtures -BatchTripleCount 1 -BatchCount 8 -SummaryOnly";
    private readonly Session _session = rig.Session;

    [Fact]
    public void A_load_goes_on_without_its_collector_which_one_warning_names_without_secrets()
    {
        using var closed = new TcpListener(IPAddress.Loopback, 0);
        closed.Start();
        var address = $"127.0.0.1:{((IPEndPoint)closed.LocalEndpoint).Port}";
        closed.Stop();

        var ran = _session.Run($"$run = Invoke-BatchVolumeTest {Load} -OtlpEndpoint http://user:hush@{address}/?key=hush");

        Assert.Equal(8, _session.One<long>("$run.Totals.Succeeded"));
        Assert.Single(ran.Warnings.Split('\n'), line => line.Contains($"exports of metrics to http://{address} (grpc) failed: ", StringComparison.Ordinal));
        Assert.DoesNotContain("hush", ran.Warnings, StringComparison.Ordinal);
    }

    [Fact]
    public void An_endpoint_that_is_none_is_refused_before_anything_is_sent()
    {
        rig.Simulator.ResetCounts();

        _session.Fails($"Invoke-BatchVolumeTest {Load} -OtlpEndpoint collector:4317", "OtlpEndpointInvalid", ErrorCategory.InvalidArgument, "-OtlpEndpoint is no http or https URL*");
        Assert.Equal(0, rig.Simulator.Counts().BatchRequests);
    }

    [Fact]
    public void The_traced_batches_of_a_run_are_in_its_file_too()
    {
        _session.Run($"$run = Invoke-BatchVolumeTest {Load} -TraceSample 100% -ResultPath $folder/traced.csv -Force -WarningAction Ignore");

        Assert.Equal(8, _session.One<long>("$run.Traces.Sampled"));
        Assert.Equal(
            _session.Run<string>("$run.Traces.Slowest.TraceId"),
            _session.Run<string>("(Import-BatchResult $folder/traced.run.json).Traces.Slowest.TraceId"));
    }
}
