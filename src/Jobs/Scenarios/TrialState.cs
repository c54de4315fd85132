namespace EdFi.BatchPerf.Jobs.Scenarios;

/// <summary>State of the trial of one scenario: records sent, their outcome, and lessons from refusals.</summary>
internal sealed class TrialState
{
    /// <summary>Most records of a scenario that the server may refuse.</summary>
    private const int MostRefusals = 3;

    /// <summary>Most records of a scenario without an answer that says anything: two each time that it is tried.</summary>
    private const int MostMisses = 6;

    private const StringSplitOptions Words = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;

    private readonly List<string> _learnt = [];
    private int _refusals;
    private int _misses;

    /// <summary>Records that were sent.</summary>
    public int Tries { get; private set; }

    /// <summary>True when the server took one.</summary>
    public bool Passed { get; private set; }

    /// <summary>Why the last one was refused, or none was sent, on one line; null where it passed.</summary>
    public string? Reason { get; private set => field = value is null ? null : string.Join(' ', value.Split('\n', Words)); }

    /// <summary>True where the server refused the last record that was sent.</summary>
    public bool Refused { get; private set; }

    /// <summary>True where nothing is known of the last one: no answer came, or one that says nothing of it.</summary>
    public bool Missed { get; private set; }

    /// <summary>True where another try would be refused in the same way.</summary>
    public bool GivenUp { get; private set; }

    /// <summary>Lessons from refusals, in words, in the order in which they were learnt.</summary>
    public IReadOnlyList<string> Learnt => _learnt;

    /// <summary>True where another try may pass.</summary>
    public bool IsOpen => !Passed && !GivenUp && _refusals < MostRefusals && _misses < MostMisses;

    /// <summary>The server took a record.</summary>
    public void Pass()
    {
        Tries++;
        (Passed, Refused, Missed, Reason) = (true, false, false, null);
    }

    /// <summary>The server refused a record.</summary>
    /// <param name="reason">Why, as the end of a sentence.</param>
    public void Refuse(string reason)
    {
        Tries++;
        _refusals++;
        (Refused, Missed, Reason) = (true, false, reason);
    }

    /// <summary>Nothing came of a record that was sent: no answer, or one that says nothing of it.</summary>
    /// <param name="reason">Why, as the end of a sentence.</param>
    public void Miss(string reason)
    {
        Tries++;
        _misses++;
        (Refused, Missed, Reason) = (false, true, $"it was not tried out: {reason}");
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
    /// <param name="reason">Why, as the end of a sentence.</param>
    /// <param name="missed">True where its fixtures are not known to be refused either.</param>
    public void Wait(string reason, bool missed) => (Reason, Missed) = (reason, missed);
}
