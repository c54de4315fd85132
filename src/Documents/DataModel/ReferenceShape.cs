namespace EdFi.BatchPerf.Documents.DataModel;

/// <summary>A reference to a document of another resource by the values of its identity.</summary>
/// <param name="Entity">The entity that it names, in lower case without separators, for example <c>studentsectionassociation</c>.</param>
/// <param name="Leaves">Its values.</param>
internal sealed record ReferenceShape(string Entity, IReadOnlyList<PropertyShape> Leaves) : Shape
{
    private const string Suffix = "Reference";

    /// <summary>
    /// True where the property's name has the target's role before its entity, as in <c>feederSchoolReference</c>.
    /// </summary>
    public bool HasRole(string property)
        => !string.Equals(property, Entity + Suffix, StringComparison.OrdinalIgnoreCase);
}
