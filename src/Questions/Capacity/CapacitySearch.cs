namespace EdFi.BatchPerf.Questions.Capacity;

/// <summary>
/// Search for the highest load that holds, one run at a time. Doubles (or halves) until one load holds and one breaks, then halves the gap
/// down to the resolution, then repeats both sides of the border until they are sure or have had their runs. The next load depends on the
/// runs so far and nothing else: when more runs overturn a load, the search goes on from there. Without I/O: hosts make the run that
/// <see cref="Next"/> asks for and pass on its outcome.
/// </summary>
/// <param name="rules">From where, how finely, how often.</param>
internal sealed class CapacitySearch(CapacityRules rules)
{
    private readonly SortedDictionary<double, CapacityLevel> _levels = [];

    /// <summary>Outcome of the search.</summary>
    public CapacityAnswer Answer { get; private set; }

    /// <summary>The lowest load at which the client was the limit; null for none.</summary>
    public double? LowestClientLimited => Ceiling?.Load;

    /// <summary>The highest load that held below any that did not; null for none.</summary>
    internal CapacityLevel? Lower =>
        Decided(CapacityOutcome.Held).LastOrDefault(l => !(l.Load >= Upper?.Load) && !(l.Load >= Ceiling?.Load));

    /// <summary>The lowest load that broke; null for none.</summary>
    internal CapacityLevel? Upper => Decided(CapacityOutcome.Broken).FirstOrDefault();

    private CapacityLevel? Ceiling => Decided(CapacityOutcome.ClientLimited).FirstOrDefault();

    /// <summary>The load to try next; null when the search has ended.</summary>
    public double? Next()
    {
        var (next, answer) = Step();
        Answer = next is null ? answer : CapacityAnswer.Unfinished;
        return next;
    }

    /// <summary>Takes the outcome of a run at a load.</summary>
    public void Add(double load, CapacityOutcome outcome)
    {
        if (!_levels.TryGetValue(load, out var level))
        {
            _levels[load] = level = new CapacityLevel(load);
        }

        level.Add(outcome);
    }

    /// <summary>Runs made at a load.</summary>
    public int RunsAt(double load) => _levels.TryGetValue(load, out var level) ? level.Runs : 0;

    private (double? Next, CapacityAnswer Answer) Step()
    {
        if (_levels.Values.FirstOrDefault(l => l.Decide(rules) is null) is { } undecided)
        {
            return (undecided.Load, default);
        }

        var (lower, upper, ceiling) = (Lower, Upper, Ceiling);
        if (ceiling is not null && !(ceiling.Load > upper?.Load))
        {
            return (Unsure(lower), CapacityAnswer.ClientLimited);
        }

        if (upper is null)
        {
            return lower is null ? (rules.Start, default)
                : lower.Load >= rules.Most ? (Unsure(lower), CapacityAnswer.MaximumHeld)
                : (Math.Min(rules.Most, lower.Load * 2), default);
        }

        if (lower is null)
        {
            return upper.Load <= rules.Least
                ? (Unsure(upper), CapacityAnswer.NothingHeld)
                : (Math.Max(rules.Least, Rounded(upper.Load / 2)), default);
        }

        return IsNear(lower.Load, upper.Load)
            ? (Unsure(lower) ?? Unsure(upper), CapacityAnswer.Found)
            : (Rounded((lower.Load + upper.Load) / 2), default);
    }

    /// <summary>The load, while more runs may make it surer.</summary>
    private double? Unsure(CapacityLevel? level) =>
        level is not null && level.Runs < rules.MostRuns && Math.Max(level.HoldConfidence, level.BreakConfidence) < rules.Confidence
            ? level.Load
            : null;

    private bool IsNear(double lower, double upper) => upper - lower <= Math.Max(rules.Whole ? 1 : 0.002, rules.Resolution * lower);

    private double Rounded(double load) => rules.Whole ? Math.Floor(load) : Math.Round(load, 3);

    private IEnumerable<CapacityLevel> Decided(CapacityOutcome outcome) => _levels.Values.Where(l => l.Decide(rules) == outcome);
}
