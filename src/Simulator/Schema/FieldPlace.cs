using System.Globalization;

namespace EdFi.BatchPerf.Simulator.Schema;

/// <summary>The objects around a field: the list and the position in it, the reference, or nothing at the top.</summary>
internal readonly record struct FieldPlace(Field? List, int Index, Field? Reference)
{
    public FieldPlace In(Field reference) => this with { Reference = reference };

    /// <summary>The path that problems name, such as $.gradeLevels[0].gradeLevelDescriptor.</summary>
    public string PathOf(string name)
    {
        var list = List is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{List.Name}[{Index}].");
        var reference = Reference is null ? "" : Reference.Name + ".";
        return "$." + list + reference + name;
    }
}
