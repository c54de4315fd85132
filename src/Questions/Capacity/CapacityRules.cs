using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Questions.Capacity;

/// <summary>Rules of a search for capacity: its bounds, resolution and repetitions.</summary>
internal sealed record CapacityRules
{
    /// <summary>Default of <see cref="Resolution"/>.</summary>
    public const double UsualResolution = 0.05;

    /// <summary>Default of <see cref="Repeat"/>.</summary>
    public const int UsualRepeat = 3;

    /// <summary>Default of <see cref="Confidence"/>.</summary>
    public const double UsualConfidence = 0.95;

    /// <summary>Default of the rate to begin with, batches per second.</summary>
    public const double UsualRate = 10;

    /// <summary>Default of the largest rate, batches per second.</summary>
    public const double UsualMostRate = 100_000;

    /// <summary>Clients to begin with by default, the fewest there can be.</summary>
    public const double FewestClients = 1;

    /// <summary>Default of the most clients.</summary>
    public const double UsualMostClients = 10_000;

    /// <summary>The load to begin with.</summary>
    public required double Start { get; init; }

    /// <summary>The smallest load worth trying.</summary>
    public required double Least { get; init; }

    /// <summary>The largest load allowed.</summary>
    public required double Most { get; init; }

    /// <summary>True where <see cref="Most"/> is the default.</summary>
    public bool IsMostUsual { get; init; }

    /// <summary>True where <see cref="Most"/> is what this machine can make.</summary>
    public bool IsMostOfMachine { get; init; }

    /// <summary>True for clients, of which there are no halves.</summary>
    public bool Whole { get; init; }

    /// <summary>Largest distance between the load that held and the one that broke, relative to the one that held; 0 to 1.</summary>
    public double Resolution { get; init; } = UsualResolution;

    /// <summary>Runs at each load, of which the majority decides; 1 or more.</summary>
    public int Repeat { get; init; } = UsualRepeat;

    /// <summary>Confidence wanted in the loads on both sides of the border, 0.5 to 1.</summary>
    public double Confidence { get; init; } = UsualConfidence;

    /// <summary>The most runs at one load, however unsure it stays: three times <see cref="Repeat"/>.</summary>
    public int MostRuns => 3 * Repeat;

    /// <summary>Runs that must agree: the majority of <see cref="Repeat"/>.</summary>
    public int Majority => (Repeat / 2) + 1;

    /// <summary>
    /// Makes the rules for a kind of load, with its usual bounds where none are given. A run of a rate holds ten batches or more.
    /// </summary>
    /// <param name="search">Load that the search varies.</param>
    /// <param name="start">The load to begin with; null for the usual one.</param>
    /// <param name="most">The largest load; null for the usual one.</param>
    /// <param name="duration">Length of a run.</param>
    /// <exception cref="BatchPerfException"><c>CapacityBoundsInvalid</c>.</exception>
    public static CapacityRules Of(CapacityLoad search, double? start, double? most, TimeSpan duration)
    {
        const int FewestBatches = 10;
        var whole = search == CapacityLoad.Clients;
        var least = whole ? FewestClients : Math.Round(FewestBatches / duration.TotalSeconds, 3);
        var from = start ?? Math.Max(whole ? FewestClients : UsualRate, least);
        var to = most ?? Math.Max(whole ? UsualMostClients : UsualMostRate, from);
        if (whole && (!double.IsInteger(from) || !double.IsInteger(to) || to > RunOptionTable.MostClients))
        {
            var limit = FormattableString.Invariant($"{RunOptionTable.MostClients:#,0}");
            throw Invalid($"Clients must be a whole number from 1 to {limit}.", $"Give whole numbers from 1 to {limit}.");
        }

        return from <= to
            ? new CapacityRules { Start = from, Least = Math.Min(from, least), Most = to, IsMostUsual = most is null, Whole = whole }
            : throw Invalid(
                FormattableString.Invariant($"The search would begin at {from}, above its maximum of {to}."),
                "Give a start that is not above the maximum.");
    }

    private static BatchPerfException Invalid(string message, string nextStep) =>
        new("CapacityBoundsInvalid", ProblemKind.InvalidInput, message, nextStep);
}
