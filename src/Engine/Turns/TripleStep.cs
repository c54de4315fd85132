using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Batches;

namespace EdFi.BatchPerf.Turns;

/// <summary>One operation of a triple as a request to a single-resource endpoint.</summary>
/// <param name="Op">Operation: create, update or delete.</param>
/// <param name="Method">The HTTP method that does it.</param>
/// <param name="Collection">The resource's URL, without the id.</param>
/// <param name="Name">Request name: the path, with <c>{id}</c> where there is one.</param>
/// <param name="Shape">The operation alone.</param>
/// <param name="Document">Number of the document within the triple, from 0: parents first, then the main one.</param>
internal sealed record TripleStep(OperationKind Op, HttpMethod Method, Uri Collection, string Name, BatchShape Shape, int Document)
{
    /// <summary>Name and method under which the request is counted.</summary>
    public RequestName RequestName => new(Name, Method.Method);

    /// <summary>Returns the URL of the request.</summary>
    public Uri Url(DocumentId? id) => id is null ? Collection : new Uri($"{Collection.AbsoluteUri}/{Uri.EscapeDataString(id.ToString())}");
}
