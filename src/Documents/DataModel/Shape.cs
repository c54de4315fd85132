namespace EdFi.BatchPerf.Documents.DataModel;

/// <summary>The schema of a value in a document, as the server's OpenAPI document states it.</summary>
internal abstract record Shape;
