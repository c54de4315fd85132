using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;
using EdFi.BatchPerf.Simulator.Specification;

namespace EdFi.BatchPerf.Simulator.Schema;

/// <summary>One field of a document, compiled; references, objects and lists have fields of their own.</summary>
internal sealed class Field
{
    private static readonly TimeSpan MatchTime = TimeSpan.FromSeconds(1);

    /// <summary>Hundreds of descriptors have the same one.</summary>
    private static readonly ConcurrentDictionary<string, Regex> Patterns = new(StringComparer.Ordinal);

    /// <param name="source">Property as the document of resources describes it.</param>
    /// <param name="inReference">True for a value of a reference: a descriptor's URI is only a text there.</param>
    public Field(ApiProperty source, bool inReference = false)
    {
        Kind = inReference && source.Kind == FieldKind.Descriptor ? FieldKind.Text : source.Kind;
        Name = source.Name;
        Utf8Name = Encoding.UTF8.GetBytes(Name);
        MinLength = source.MinLength;
        MaxLength = source.MaxLength;
        Minimum = source.Minimum ?? double.NegativeInfinity;
        Maximum = source.Maximum ?? double.PositiveInfinity;
        Pattern = source.Pattern is null ? null : Patterns.GetOrAdd(source.Pattern, static p => new Regex(p, RegexOptions.None, MatchTime));
        Target = source.Target;
        IsRequired = source.IsRequired;
        NeedsItem = source.NeedsItem || source.IsRequired;
        IsFlagged = source.IsIdentity;
        Children = new([.. source.Body.Properties.Select(child => new Field(child, Kind == FieldKind.Reference))]);
    }

    public FieldKind Kind { get; }

    public string Name { get; private set; }

    public byte[] Utf8Name { get; private set; }

    public int MinLength { get; }

    public int MaxLength { get; }

    public double Minimum { get; }

    public double Maximum { get; }

    public Regex? Pattern { get; }

    /// <summary>The entity that a reference or descriptor points at, such as CourseOffering or TermDescriptor.</summary>
    public string Target { get; set; }

    public FieldSet Children { get; }

    public bool IsRequired { get; }

    /// <summary>True where a list that is there has to have an item.</summary>
    public bool NeedsItem { get; }

    /// <summary>True where the document of resources flags the field as part of the identity.</summary>
    public bool IsFlagged { get; }

    /// <summary>The values that must be equal in one document have the same number; -1 for a value of its own.</summary>
    public int Group { get; set; } = -1;

    /// <summary>The place of this value in the natural key, or -1.</summary>
    public int KeyPart { get; set; } = -1;

    /// <summary>Path of the field, such as $.classPeriods[*].classPeriodReference.schoolId.</summary>
    public string Path { get; private set; } = "";

    /// <summary>The resources in which the target may be found.</summary>
    public ResourceDefinition[] Targets { get; set; } = [];

    /// <summary>For a reference, the child that gives each part of the target's natural key, in the key's order.</summary>
    public Field[] KeyOrder { get; set; } = [];

    public bool IsScalar => Kind is not (FieldKind.Reference or FieldKind.List or FieldKind.Object or FieldKind.Any);

    public IEnumerable<Field> Flatten() => Children.Fields.SelectMany(static child => child.Flatten()).Prepend(this);

    public void Rename(string name) => (Name, Utf8Name) = (name, Encoding.UTF8.GetBytes(name));

    public void Place(string parent)
    {
        Path = parent + Name;
        foreach (var child in Children.Fields)
        {
            child.Place(Kind == FieldKind.List ? Path + "[*]." : Path + ".");
        }
    }
}
