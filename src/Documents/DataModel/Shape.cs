namespace EdFi.BatchPerf.Documents.DataModel;

/// <summary>What a value of a document looks like, as the server's OpenAPI document states it.</summary>
internal abstract record Shape;
