using System.Globalization;

namespace EdFi.BatchPerf.Resources;

/// <summary>Resources of this machine that the process may use for a load.</summary>
internal sealed record ClientResources
{
    /// <summary>Descriptors kept for other uses than connections of the load: files, token, probes, the runtime itself.</summary>
    public const int Reserve = 64;

    /// <summary>Descriptors that the process may hold, sockets included; null where there is no such limit, or it is not known.</summary>
    public long? OpenFiles { get; init; }

    /// <summary>Descriptors that it holds now.</summary>
    public long FilesInUse { get; init; }

    /// <summary>Local ports for connections to one server; null where that is not known.</summary>
    public int? Ports { get; init; }

    /// <summary>Memory that the process may use, in bytes, a container's limit included.</summary>
    public long Memory { get; init; } = long.MaxValue;

    /// <summary>Connections for which there are descriptors; null for any number.</summary>
    public long? Connections => OpenFiles is { } most ? Math.Max(0, most - FilesInUse - Reserve) : null;

    /// <summary>Asks the operating system.</summary>
    public static ClientResources Read() => new()
    {
        OpenFiles = FileLimit.Read(),
        FilesInUse = FileLimit.InUse(),
        Ports = ReadPorts(),
        Memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes,
    };

    private static int? ReadPorts()
    {
        const string range = "/proc/sys/net/ipv4/ip_local_port_range";
        try
        {
            return OperatingSystem.IsLinux() ? PortsIn(File.ReadAllText(range)) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null; // hidden in some containers
        }
    }

    /// <summary>The number of ports in a range such as <c>32768 60999</c>; null for another text.</summary>
    internal static int? PortsIn(string range) =>
        range.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) is [var first, var last]
            && int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var from)
            && int.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out var to)
            && to >= from
                ? to - from + 1
                : null;
}
