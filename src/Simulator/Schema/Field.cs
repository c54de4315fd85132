using System.Text;

namespace EdFi.BatchPerf.Simulator.Schema;

/// <summary>One field of a document; references and lists have fields of their own.</summary>
internal sealed class Field(FieldKind kind, string name, params Field[] children)
{
    public FieldKind Kind { get; } = kind;

    public string Name { get; } = name;

    public byte[] Utf8Name { get; } = Encoding.UTF8.GetBytes(name);

    public int MaxLength { get; init; } = int.MaxValue;

    /// <summary>The entity that a reference or descriptor points at, such as CourseOffering.</summary>
    public string Target { get; init; } = "";

    public FieldSet Children { get; } =
        new(kind == FieldKind.Reference ? [.. children.OrderBy(child => child.Name, StringComparer.Ordinal)] : children);

    public bool IsRequired { get; private set; }

    public bool IsKey { get; private set; }

    /// <summary>Whether all values of this name in one document must be equal.</summary>
    public bool IsUnified { get; private set; }

    /// <summary>The place of this value in the natural key, or -1.</summary>
    public int KeyPart { get; set; } = -1;

    /// <summary>Where the field lies, such as $.classPeriods[*].classPeriodReference.schoolId.</summary>
    public string Path { get; private set; } = "";

    /// <summary>The resources in which the target may be found.</summary>
    public ResourceDefinition[] Targets { get; set; } = [];

    public bool IsScalar => Kind is not (FieldKind.Reference or FieldKind.List);

    public Field Required()
    {
        IsRequired = true;
        return this;
    }

    public Field Key()
    {
        IsKey = true;
        return Required();
    }

    public Field Unified()
    {
        IsUnified = true;
        return this;
    }

    public void Place(string parent)
    {
        Path = parent + Name;
        foreach (var child in Children.Fields)
        {
            child.Place(Kind == FieldKind.List ? Path + "[*]." : Path + ".");
        }
    }
}
