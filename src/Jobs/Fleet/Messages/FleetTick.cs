namespace EdFi.BatchPerf.Jobs.Fleet.Messages;

/// <summary>One message of a fleet's controller to a machine. Holds no secret.</summary>
internal sealed record FleetTick
{
    /// <summary>The tick's number, from 1; its answer bears it.</summary>
    public long Number { get; init; }

    /// <summary>The request that the tick makes of the machine.</summary>
    public TickKind Kind { get; init; }

    /// <summary>Arm: the load, the same for every machine.</summary>
    public FleetOrder? Order { get; init; }

    /// <summary>Arm: the machine's share, for example <c>2/8</c>.</summary>
    public string? Segment { get; init; }

    /// <summary>Start: the moment by the controller's clock, the same for every machine.</summary>
    public DateTimeOffset? StartAt { get; init; }

    /// <summary>Start: how far the machine's clock is ahead of the controller's, in milliseconds.</summary>
    public double ClockOffsetMs { get; init; }

    /// <summary>Stop: why.</summary>
    public StopReason Reason { get; init; }

    /// <summary>Read: the file.</summary>
    public MemberFileKind File { get; init; }

    /// <summary>Read: the first byte of the piece.</summary>
    public long Offset { get; init; }

    /// <summary>Leave: true where everything that the machine keeps of the load was collected or is of no use.</summary>
    public bool Clean { get; init; }
}
