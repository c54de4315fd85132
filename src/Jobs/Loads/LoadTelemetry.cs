using EdFi.BatchPerf.Telemetry.Export;

namespace EdFi.BatchPerf.Jobs.Loads;

/// <summary>Where the figures of runs are exported to. The telemetry room and its packages are loaded only where there is one.</summary>
internal sealed class LoadTelemetry
{
    private readonly OtlpTarget _target;

    private LoadTelemetry(OtlpTarget target, string? off) => (_target, Off) = (target, off);

    /// <summary>Reason why nothing is exported although an endpoint was given, for the operator; null where figures are exported.</summary>
    public string? Off { get; }

    /// <summary>Reads an endpoint of OpenTelemetry's protocol, and makes sure that this process can export to one.</summary>
    /// <param name="endpoint">The endpoint's URL.</param>
    /// <param name="variable">Finds environment variables; this process's where it is null.</param>
    /// <exception cref="BatchPerfException">
    /// OtlpEndpointInvalid, OtlpProtocolUnknown, OtlpHeadersInvalid, OtlpVariableInvalid, OtlpCertificateInvalid, OtlpNotPossible.
    /// </exception>
    public static LoadTelemetry To(string endpoint, Func<string, string?>? variable = null)
    {
        var find = variable ?? Environment.GetEnvironmentVariable;
        var target = OtlpTarget.Parse(endpoint, find);
        var off = RunTelemetry.WhyOff(find);
        if (off is null)
        {
            RunTelemetry.RequirePossible(target, find);
        }

        return new LoadTelemetry(target, off);
    }

    /// <summary>Begins to export a run that is about to begin; null where nothing is exported.</summary>
    internal LoadExport? Open(LoadStart start, RunId id) => Off is null
        ? new LoadExport(RunTelemetry.Open(_target, start.Plan, start.Connection.BaseUrl, id.ToString()))
        : null;

    /// <summary>Scheme, host, port and protocol.</summary>
    public override string ToString() => _target.ToString();
}
