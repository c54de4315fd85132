namespace EdFi.BatchPerf.Documents.Generation;

/// <summary>Chooses among descriptors that a server was seen to have; of a type without any, the one that would be made.</summary>
/// <param name="types">The types.</param>
/// <param name="values">URIs by type, in the order in which the server gave them.</param>
internal sealed class KnownDescriptors(DescriptorTypes types, IReadOnlyDictionary<string, IReadOnlyList<string>> values) : IDescriptorSource
{
    /// <summary>Code values that built-in documents use, so that templates and fixtures agree where both are there.</summary>
    private static readonly string[] Preferred = ["Ninth grade", "Fall Semester", "School", "LEA course code"];

    /// <inheritdoc/>
    public string Choose(string role, bool other = false)
    {
        var type = types.TypeOf(role);
        var known = values.GetValueOrDefault(type) ?? [];
        var usual = known.FirstOrDefault(static uri => Preferred.Contains(uri[(uri.IndexOf('#', StringComparison.Ordinal) + 1)..]))
            ?? (known.Count > 0 ? known[0] : null)
            ?? DescriptorTypes.OwnOf(type).ToString();
        return other ? known.FirstOrDefault(uri => uri != usual) ?? usual : usual;
    }
}
