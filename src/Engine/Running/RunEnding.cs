namespace EdFi.BatchPerf.Running;

/// <summary>Why a run ended, what asked it to, and what broke. May be noted and read from any thread.</summary>
internal sealed class RunEnding
{
    private const int Reasons = 0x100;
    private int _end; // the reason, and above it the source plus one: both are noted at once
    private string? _fault;
    private int _existing;

    /// <summary>Why it ended; None while it lasts.</summary>
    public StopReason Reason => (StopReason)(Volatile.Read(ref _end) % Reasons);

    /// <summary>What asked it to stop; null for nothing.</summary>
    public StopSource? By => Volatile.Read(ref _end) / Reasons is > 0 and var by ? (StopSource)(by - 1) : null;

    /// <summary>The first fault; null for none.</summary>
    public string? Fault => Volatile.Read(ref _fault) is { } fault && Volatile.Read(ref _existing) is > 1 and var existing
        ? $"{fault} {existing - 1} more creates that were in flight did the same: their results name the documents."
        : Volatile.Read(ref _fault);

    /// <summary>Notes why the run ends, and what asked it to; the first reason stays.</summary>
    /// <returns>True where it was the first.</returns>
    public bool End(StopReason reason, string? fault, StopSource? by)
    {
        var end = (int)reason + (reason == StopReason.StopRequested && by is { } source ? Reasons * ((int)source + 1) : 0);
        if (Interlocked.CompareExchange(ref _end, end, (int)StopReason.None) != (int)StopReason.None)
        {
            return false;
        }

        Note(fault);
        return true;
    }

    /// <summary>
    /// Notes that a create changed a document that was there before: a reason that goes before all others, also when the run had ended
    /// already.
    /// </summary>
    public void EndAtExisting(string words)
    {
        if (Interlocked.Increment(ref _existing) == 1)
        {
            Volatile.Write(ref _fault, words);
        }

        Volatile.Write(ref _end, (int)StopReason.ExistingDocument);
    }

    /// <summary>Notes a fault; the first one stays.</summary>
    public void Note(string? fault) => Interlocked.CompareExchange(ref _fault, PlainText.Line(fault), null);
}
