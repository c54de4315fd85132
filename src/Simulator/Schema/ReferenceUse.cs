namespace EdFi.BatchPerf.Simulator.Schema;

/// <summary>A reference or descriptor that a document holds: the key it points at, and where it stood.</summary>
internal readonly record struct ReferenceUse(Field Field, KeyRange Key, FieldPlace Place);
