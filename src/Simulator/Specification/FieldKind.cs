namespace EdFi.BatchPerf.Simulator.Specification;

/// <summary>Kind of value that a field of a document holds.</summary>
internal enum FieldKind
{
    Text,
    Integer,
    Number,
    Boolean,
    Date,
    Time,
    DateTime,
    Descriptor,
    Reference,
    Object,
    List,

    /// <summary>A value that the document of resources does not describe: taken as it comes.</summary>
    Any,
}
