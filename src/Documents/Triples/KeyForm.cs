namespace EdFi.BatchPerf.Documents.Triples;

/// <summary>Forms in which a natural key goes into a document.</summary>
internal enum KeyForm : byte
{
    /// <summary><c>{{key}}</c>: the whole key, at most 32 characters, with the run's 64 random bits.</summary>
    Whole,

    /// <summary><c>{{key(N)}}</c>: 16 characters, with 41 random bits of the run.</summary>
    Short,

    /// <summary><c>{{#key}}</c>: a whole number of 16 digits, with 11 random bits of the run.</summary>
    Number,

    /// <summary><c>{{reused.key}}</c>: the whole key of the parents that the client's batches reuse.</summary>
    ReusedWhole,

    /// <summary><c>{{reused.key(N)}}</c>: their key in 16 characters.</summary>
    ReusedShort,

    /// <summary><c>{{#reused.key}}</c>: their key as a whole number of 16 digits.</summary>
    ReusedNumber,
}
