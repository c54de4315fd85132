namespace EdFi.BatchPerf.Documents.Generation;

/// <summary>What one message of a server taught of a resource's documents.</summary>
/// <param name="Segment">The resource.</param>
/// <param name="Error">The message, as <c>$.path: message</c>.</param>
/// <param name="Words">What was learnt, in words.</param>
internal sealed record Lesson(string Segment, string Error, string Words);
