using EdFi.BatchPerf.Telemetry.Export;

namespace EdFi.BatchPerf.Jobs.Loads;

/// <summary>Where the figures of runs are exported to. The telemetry room and its packages are loaded only where there is one.</summary>
public sealed class LoadTelemetry
{
    private readonly OtlpTarget _target;

    private LoadTelemetry(OtlpTarget target) => _target = target;

    /// <summary>Reads an endpoint of OpenTelemetry's protocol, and makes sure that this process can export to one.</summary>
    /// <exception cref="BatchPerfException">OtlpEndpointInvalid, OtlpProtocolUnknown, OtlpHeadersInvalid, OtlpNotPossible.</exception>
    public static LoadTelemetry To(string endpoint)
    {
        var target = OtlpTarget.Parse(endpoint, Environment.GetEnvironmentVariable);
        RunTelemetry.RequirePossible();
        return new LoadTelemetry(target);
    }

    /// <summary>Begins to export a run that is about to begin.</summary>
    internal LoadExport Open(LoadStart start, RunId id) =>
        new(RunTelemetry.Open(_target, start.Plan, start.Connection.BaseUrl, id.ToString()));

    /// <summary>Scheme, host, port and protocol.</summary>
    public override string ToString() => _target.ToString();
}
