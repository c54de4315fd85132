using System.Globalization;
using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Jobs.Options;

/// <summary>A scenario that was asked for.</summary>
/// <param name="Name">Its class name, a short name or its resource.</param>
/// <param name="Weight">
/// Clients in a round that are dealt it, 1 to <see cref="ScenarioShare.MaxWeight"/>; null where it was not given.
/// </param>
internal sealed record ScenarioWeight(string Name, int? Weight = null)
{
    /// <summary>Reads <c>students</c> or <c>students=3</c>.</summary>
    /// <exception cref="BatchPerfException">InvalidWeight.</exception>
    public static ScenarioWeight Parse(string text)
    {
        var parts = text.Split('=', 2);
        return parts.Length == 1 ? new ScenarioWeight(text)
            : int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var weight)
                && IsWeight(weight) ? new ScenarioWeight(parts[0], weight)
            : throw Invalid(parts[1], parts[0], $"Give {Range}: Student=3 Section=1.");
    }

    /// <summary>Weights that may be given, in words.</summary>
    public static string Range { get; } =
        string.Create(CultureInfo.InvariantCulture, $"whole numbers from 1 to {ScenarioShare.MaxWeight:#,0}");

    /// <summary>True from 1 to <see cref="ScenarioShare.MaxWeight"/>.</summary>
    public static bool IsWeight(int weight) => weight is >= 1 and <= ScenarioShare.MaxWeight;

    /// <summary>Makes the error InvalidWeight for a value that is no weight.</summary>
    /// <param name="weight">As it was written.</param>
    /// <param name="name">The scenario.</param>
    /// <param name="nextStep">The next step of the error, with the host's spelling of a weight.</param>
    public static BatchPerfException Invalid(object? weight, string name, string nextStep) =>
        new("InvalidWeight", ProblemKind.InvalidInput, $"'{weight}' is not a weight for {name}.", nextStep);
}
