namespace EdFi.BatchPerf.Simulator.Schema;

/// <summary>Finds the descriptor of a role: for entryGradeLevelDescriptor a GradeLevelDescriptor.</summary>
/// <param name="names">The descriptors that there are, such as GradeLevelDescriptor.</param>
internal sealed class DescriptorNames(IEnumerable<string> names)
{
    private readonly string[] _longestFirst = [.. names.OrderByDescending(static name => name.Length)];

    /// <summary>The longest name in which the role ends; the role itself where it ends in none.</summary>
    public string Of(string role) =>
        Array.Find(_longestFirst, name => role.EndsWith(name, StringComparison.OrdinalIgnoreCase))
        ?? char.ToUpperInvariant(role[0]) + role[1..];
}
