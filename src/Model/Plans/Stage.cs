using System.Globalization;

namespace EdFi.BatchPerf;

/// <summary>
/// A part of a load profile: the load goes in a straight line from where it was to <see cref="Target"/> in <see cref="Duration"/>.
/// </summary>
/// <param name="Duration">Length of the stage; more than zero.</param>
/// <param name="Target">Clients, batches/s or operations/s at its end; zero or more.</param>
public sealed record Stage(TimeSpan Duration, double Target)
{
    /// <summary>Reads <c>30s:50</c>: a duration as <see cref="DurationText"/> takes it, a colon, a number.</summary>
    /// <exception cref="BatchPerfException">The text is not of that form.</exception>
    public static Stage Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var colon = text.LastIndexOf(':');
        if (colon > 0
            && DurationText.TryParse(text[..colon], out var duration)
            && duration > TimeSpan.Zero
            && double.TryParse(text[(colon + 1)..], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var target)
            && double.IsFinite(target))
        {
            return new Stage(duration, target);
        }

        throw new BatchPerfException(
            "InvalidStage",
            ProblemKind.InvalidInput,
            $"'{text}' is not a stage.",
            "Write a stage as DURATION:TARGET, for example '30s:50' or '2m:200' or '30s:0'.");
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{DurationText.Format(Duration)}:{Target}");
}
