namespace EdFi.BatchPerf.Documents.Generation;

/// <summary>A lesson about a resource's documents from one message of a server.</summary>
/// <param name="Segment">The resource.</param>
/// <param name="Error">The message, as <c>$.path: message</c>.</param>
/// <param name="Words">The lesson, in words.</param>
internal sealed record Lesson(string Segment, string Error, string Words);
