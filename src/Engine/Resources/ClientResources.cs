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
        Ports = PortRange.Read(),
        Memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes,
    };
}
