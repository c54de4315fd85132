using EdFi.BatchPerf.Documents.DataModel;

namespace EdFi.BatchPerf.Documents.Generation;

/// <summary>Which documents are made for each record and which are fixtures, while a document is made.</summary>
internal sealed class Scope
{
    private static readonly Scope Fixtures = new(new ApiResource("", "", "", new ObjectShape([]), null, ""), null);
    private readonly ApiResource _main;

    private Scope(ApiResource main, Uniqueness? uniqueness)
    {
        _main = main;
        Uniqueness = uniqueness;
    }

    /// <summary>The field that carries the key, with the parents made for each record; null for fixtures.</summary>
    public Uniqueness? Uniqueness { get; }

    /// <summary>A record of a scenario.</summary>
    public static Scope Record(ApiResource main, Uniqueness uniqueness) => new(main, uniqueness);

    /// <summary>A fixture.</summary>
    public static Scope Fixture(ApiResource resource) => new(resource, null);

    /// <summary>True where each record has a document of its own.</summary>
    public bool IsFresh(ApiResource resource) => Uniqueness?.IsFresh(resource, _main) ?? false;

    /// <summary>True for the fixture that is being made.</summary>
    public bool IsMaking(ApiResource resource) => Uniqueness is null && resource == _main;

    /// <summary>
    /// The scope of the document that a reference leads to. Of several references to the same resource one leads to the record's own
    /// document, the others to the fixture: a school that feeds another is not the same school.
    /// </summary>
    public Scope Through(ApiResource owner, string property, ApiResource target)
        => IsFresh(target) && target != owner && Chosen(owner, property) ? this : Fixtures;

    private static bool Chosen(ApiResource owner, string property)
    {
        // Two roles of one resource; a resource that is referred to once, or by its own name, is the record's own.
        var own = owner.References.FirstOrDefault(r => r.Property.Name == property);
        if (own.Property is null || !own.Reference.HasRole(property))
        {
            return true;
        }

        var rivals = owner.References.Where(r => r.Reference.Entity == own.Reference.Entity && r.Property.Name != property).ToList();
        return !rivals.Exists(r => owner.IsIdentity(r.Property.Name)
            && (!r.Reference.HasRole(r.Property.Name) || string.CompareOrdinal(r.Property.Name, property) < 0));
    }
}
