using System.Globalization;

namespace EdFi.BatchPerf.Simulator.Schema;

/// <summary>The objects around a field: the list and the position in it, the reference or object in that, or nothing at the top.</summary>
/// <param name="List">The innermost list, or null.</param>
/// <param name="Index">The position in it.</param>
/// <param name="Owner">The reference or object inside the list's item, or null.</param>
/// <param name="Outer">Place around these, where the field is deeper than an object in an item; null where it is not.</param>
internal readonly record struct FieldPlace(Field? List, int Index, Field? Owner, OuterPlace? Outer)
{
    public FieldPlace In(Field owner) => Owner is null ? this with { Owner = owner } : new(null, 0, owner, new(this));

    /// <summary>The path that problems of missing descriptors name, such as $.gradeLevels[0].gradeLevelDescriptor.</summary>
    public string PathOf(string name) => "$." + Prefix + name;

    /// <summary>
    /// The path that a DMS names for a missing property: the object that lacks it, and nothing around that. An item of a list is its
    /// position.
    /// </summary>
    public string PathOfMissing(string name) =>
        Owner is not null ? $"$.{Owner.Name}.{name}"
        : List is not null ? string.Create(CultureInfo.InvariantCulture, $"$.{Index}.{name}")
        : "$." + name;

    private string Prefix =>
        (Outer?.Place.Prefix ?? "")
        + (List is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{List.Name}[{Index}]."))
        + (Owner is null ? "" : Owner.Name + ".");
}
