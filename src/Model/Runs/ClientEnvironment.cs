using System.Globalization;
using System.Runtime.InteropServices;

namespace EdFi.BatchPerf;

/// <summary>The machine and process that made the load.</summary>
public sealed record ClientEnvironment
{
    /// <summary>Version of this tool.</summary>
    public string ToolVersion { get; init; } = typeof(ClientEnvironment).Assembly.GetName().Version?.ToString(3) ?? "";

    /// <summary>The .NET runtime.</summary>
    public string Runtime { get; init; } = RuntimeInformation.FrameworkDescription;

    /// <summary>The operating system.</summary>
    public string OperatingSystem { get; init; } = RuntimeInformation.OSDescription;

    /// <summary>Cores that the process may use.</summary>
    public int ProcessorCount { get; init; } = Environment.ProcessorCount;

    /// <summary>The machine's name.</summary>
    public string MachineName { get; init; } = Environment.MachineName;

    /// <summary>True when the server garbage collector is on.</summary>
    public bool ServerGc { get; init; } = System.Runtime.GCSettings.IsServerGC;

    /// <summary>Version, runtime, system and processors.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"EdFi.BatchPerf {ToolVersion}, {Runtime}, {OperatingSystem}, {ProcessorCount} processors");
}
