namespace EdFi.BatchPerf.Simulator.Metadata;

/// <summary>Changes to a metadata document before it is served.</summary>
/// <param name="FlagsReferences">
/// True to keep the flags of references that are part of an identity; without, components have published names.
/// </param>
/// <param name="NamesRequired">True to keep the lists of required properties.</param>
internal readonly record struct ServedStyle(bool FlagsReferences, bool NamesRequired);
