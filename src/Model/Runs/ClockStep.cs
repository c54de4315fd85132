using System.Globalization;

namespace EdFi.BatchPerf;

/// <summary>
/// A step of the wall clock while a run lasted. Durations and rates come from the monotonic clock and do not follow it; moments are those
/// of the wall clock as it was at the start.
/// </summary>
public sealed record ClockStep
{
    /// <summary>Time at which the step was noticed, in seconds since the start of the run; up to a second after the step.</summary>
    public double AtSeconds { get; init; }

    /// <summary>Size of the step: movement of the wall clock against the monotonic one, in seconds; negative for backwards.</summary>
    public double Seconds { get; init; }

    /// <summary>Returns a note on the clock's steps for readers of the figures; null without a step.</summary>
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

    /// <summary>Time of notice, and size of the step, in seconds.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{AtSeconds:0.#} s: the wall clock was moved by {Seconds:0.###} s");
}
