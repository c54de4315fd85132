namespace EdFi.BatchPerf.Jobs.Scenarios;

/// <summary>State of the trial of one scenario: records sent, their outcome, and lessons from refusals.</summary>
internal sealed class TrialState
{
    /// <summary>Most records that are sent of a scenario.</summary>
    public const int MostTries = 3;

    private const StringSplitOptions Words = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;

    private readonly List<string> _learnt = [];

    /// <summary>Records that were sent.</summary>
    public int Tries { get; private set; }

    /// <summary>True when the server took one.</summary>
    public bool Passed { get; private set; }

    /// <summary>Why the last one was refused, or none was sent, on one line; null where it passed.</summary>
    public string? Reason { get; private set => field = value is null ? null : string.Join(' ', value.Split('\n', Words)); }

    /// <summary>True where another try would be refused in the same way.</summary>
    public bool GivenUp { get; private set; }

    /// <summary>Lessons from refusals, in words, in the order in which they were learnt.</summary>
    public IReadOnlyList<string> Learnt => _learnt;

    /// <summary>True where another try may pass.</summary>
    public bool IsOpen => !Passed && !GivenUp && Tries < MostTries;

    /// <summary>The server took a record.</summary>
    public void Pass()
    {
        Tries++;
        (Passed, Reason) = (true, null);
    }

    /// <summary>The server did not take a record.</summary>
    /// <param name="reason">Why, as the end of a sentence.</param>
    public void Refuse(string reason)
    {
        Tries++;
        Reason = reason;
    }

    /// <summary>Notes the lessons from the refusal of the last record.</summary>
    /// <param name="learnt">The new lessons, in words.</param>
    /// <param name="final">True where another try would be refused in the same way.</param>
    public void Learn(IReadOnlyList<string> learnt, bool final)
    {
        _learnt.AddRange(learnt);
        GivenUp = final;
    }

    /// <summary>No record can be sent.</summary>
    public void GiveUp(string reason) => (Reason, GivenUp) = (reason, true);

    /// <summary>No record can be sent in this round.</summary>
    public void Wait(string reason) => Reason = reason;
}
