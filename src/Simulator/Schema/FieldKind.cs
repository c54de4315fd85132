namespace EdFi.BatchPerf.Simulator.Schema;

/// <summary>What a field of a document holds.</summary>
internal enum FieldKind
{
    Text,
    Integer,
    Number,
    Boolean,
    Date,
    Time,
    Descriptor,
    Reference,
    List,
}
