namespace EdFi.BatchPerf.Simulator.Schema;

/// <summary>The words in which the table of resources is written.</summary>
internal static class FieldFactory
{
    public static Field Text(string name, int maxLength) => new(FieldKind.Text, name) { MaxLength = maxLength };

    public static Field Integer(string name) => new(FieldKind.Integer, name);

    public static Field Number(string name) => new(FieldKind.Number, name);

    public static Field Flag(string name) => new(FieldKind.Boolean, name);

    public static Field Date(string name) => new(FieldKind.Date, name);

    public static Field Time(string name) => new(FieldKind.Time, name);

    public static Field Descriptor(string name, string target) => new(FieldKind.Descriptor, name) { Target = target + "Descriptor" };

    /// <summary>A descriptor whose field has the descriptor's own name.</summary>
    public static Field Descriptor(string target) => Descriptor(char.ToLowerInvariant(target[0]) + target[1..] + "Descriptor", target);

    public static Field List(string name, params Field[] fields) => new(FieldKind.List, name, fields);

    public static Field Reference(string name, string target, params Field[] parts)
    {
        foreach (var part in parts)
        {
            part.Required();
        }

        return new(FieldKind.Reference, name, parts) { Target = target };
    }

    public static Field School() => Reference("schoolReference", "School", Integer("schoolId"));

    public static Field SchoolYear(string name = "schoolYearTypeReference") => Reference(name, "SchoolYearType", Integer("schoolYear"));

    public static Field GradeLevels(string name) => List(name, Descriptor("GradeLevel").Required());
}
