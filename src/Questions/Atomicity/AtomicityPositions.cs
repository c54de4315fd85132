using System.Globalization;

namespace EdFi.BatchPerf.Questions.Atomicity;

/// <summary>Reads positions of a poison in a batch: by name, or by number from 0.</summary>
internal static class AtomicityPositions
{
    /// <summary>The names.</summary>
    public static IReadOnlyList<string> Names { get; } = (string[])["First", "Middle", "Last"];

    /// <exception cref="BatchPerfException">PositionInvalid: one is neither a name nor a number.</exception>
    internal static void Check(IEnumerable<string> positions)
    {
        foreach (var position in positions)
        {
            Index(position, int.MaxValue);
        }
    }

    /// <summary>The positions that the words mean in a batch, each once, in the order given.</summary>
    /// <exception cref="BatchPerfException">PositionInvalid: one is not in the batch.</exception>
    internal static IReadOnlyList<int> Of(IEnumerable<string> positions, int operationCount) =>
        [.. positions.Select(position => Index(position, operationCount)).Distinct()];

    private static int Index(string position, int operationCount)
    {
        var text = position.Trim();
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var index))
        {
            return index < operationCount
                ? index
                : throw Problem(
                    string.Create(CultureInfo.InvariantCulture, $"There is no position {index} in a batch of {operationCount} operations."),
                    string.Create(CultureInfo.InvariantCulture, $"Give positions from 0 to {operationCount - 1}, or a larger batch."));
        }

        return text.ToUpperInvariant() switch
        {
            "FIRST" => 0,
            "MIDDLE" => operationCount / 2,
            "LAST" => operationCount - 1,
            _ => throw Problem($"'{position}' is no position in a batch.", "Give First, Middle, Last or a whole number from 0."),
        };
    }

    private static BatchPerfException Problem(string message, string nextStep) =>
        new("PositionInvalid", ProblemKind.InvalidInput, message, nextStep);
}
