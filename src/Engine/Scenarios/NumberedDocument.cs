namespace EdFi.BatchPerf.Scenarios;

/// <summary>A kind of document that only a number in its identity marks as the run's own.</summary>
/// <param name="Resource">Endpoint segment.</param>
/// <param name="Path">Path of the number in the documents.</param>
public sealed record NumberedDocument(string Resource, string Path);
