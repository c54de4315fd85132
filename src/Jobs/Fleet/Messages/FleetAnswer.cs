namespace EdFi.BatchPerf.Jobs.Fleet.Messages;

/// <summary>A machine's answer to a tick.</summary>
internal sealed record FleetAnswer
{
    /// <summary>The tick's number.</summary>
    public long Number { get; init; }

    /// <summary>The machine's wall clock when it answered.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>The machine's phase.</summary>
    public MemberPhase Phase { get; init; }

    /// <summary>The id of its run; null where it has none yet.</summary>
    public string? RunId { get; init; }

    /// <summary>Where its run's journal lies on the machine; null before it arms.</summary>
    public string? Journal { get; init; }

    /// <summary>Counts and times of its run so far; null where it has not begun.</summary>
    public FleetBeat? Beat { get; init; }

    /// <summary>Why its run ended; None before.</summary>
    public StopReason StopReason { get; init; }

    /// <summary>
    /// True where its journal, now that its run has ended, names documents that may be on the server still, or cannot be read.
    /// </summary>
    public bool MayHaveLeft { get; init; }

    /// <summary>Problem that ended its part before its time; null for none.</summary>
    public MemberProblem? Problem { get; init; }

    /// <summary>Texts that it wrote since the last answer, oldest first.</summary>
    public IReadOnlyList<MemberText> Texts { get; init; } = [];

    /// <summary>Files that it keeps of its run; empty until the run has ended, then complete.</summary>
    public IReadOnlyList<MemberFile> Files { get; init; } = [];

    /// <summary>The piece that was asked for.</summary>
    public FilePiece? Piece { get; init; }
}
