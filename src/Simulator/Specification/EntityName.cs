namespace EdFi.BatchPerf.Simulator.Specification;

/// <summary>
/// Derives the entity from the name of a component: Session from EdFi_Session, EdFi_Session_Reference or edFi_sessionReference.
/// </summary>
internal static class EntityName
{
    private const string Reference = "Reference";

    public static string Of(string component)
    {
        var underscore = component.IndexOf('_', StringComparison.Ordinal);
        var name = component[(underscore + 1)..];
        return name.Length == 0 ? component : char.ToUpperInvariant(name[0]) + name[1..];
    }

    /// <summary>The entity that a component of references points at; null for a component of another kind.</summary>
    public static string? OfReference(string component) =>
        component.EndsWith(Reference, StringComparison.Ordinal) && component.Length > Reference.Length
            ? Of(component[..^Reference.Length].TrimEnd('_'))
            : null;
}
