namespace EdFi.BatchPerf.Simulator.Metadata;

/// <summary>How a document is changed before it is served.</summary>
/// <param name="FlagsReferences">Whether references keep their flags of identity; without, components have published names.</param>
/// <param name="NamesRequired">Whether lists of required properties stay.</param>
internal readonly record struct ServedStyle(bool FlagsReferences, bool NamesRequired);
