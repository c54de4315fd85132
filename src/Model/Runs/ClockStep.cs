using System.Globalization;

namespace EdFi.BatchPerf;

/// <summary>
/// A step of the wall clock while a run lasted. Durations and rates come from the monotonic clock and do not follow it; moments are those
/// of the wall clock as it was at the start.
/// </summary>
public sealed record ClockStep
{
    /// <summary>When it was noticed, in seconds since the start of the run; up to a second after the step.</summary>
    public double AtSeconds { get; init; }

    /// <summary>How far the wall clock moved against the monotonic one, in seconds; negative for backwards.</summary>
    public double Seconds { get; init; }

    /// <summary>What a reader of the figures has to know of steps; null without one.</summary>
    internal static string? Describe(IReadOnlyList<ClockStep> steps)
    {
        if (steps.Count == 0)
        {
            return null;
        }

        var told = string.Join(", ", steps.Take(3).Select(static step => string.Create(
            CultureInfo.InvariantCulture,
            $"by {step.Seconds:+0.0;-0.0} s noticed {step.AtSeconds:0.0} s after the start")));
        var more = steps.Count > 3 ? string.Create(CultureInfo.InvariantCulture, $" and {steps.Count - 3} times more") : "";
        return $"The wall clock was moved while the run lasted ({told}{more}): set by hand, by time synchronisation, or because the "
            + "machine slept. Durations and rates do not follow it, because they come from the monotonic clock; moments count from the "
            + "start.";
    }

    /// <summary>When, and by how much the wall clock was moved.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{AtSeconds:0.#} s: the wall clock was moved by {Seconds:0.###} s");
}
