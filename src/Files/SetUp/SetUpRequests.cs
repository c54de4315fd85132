using EdFi.BatchPerf.Histograms;

namespace EdFi.BatchPerf.Files.SetUp;

/// <summary>The set-up requests of one method to one resource.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Name"><c>setup-</c> and the resource.</param>
/// <param name="Count">Requests that were answered.</param>
/// <param name="Failures">Requests among them that were refused.</param>
/// <param name="ResponseBytes">Size of all answers' bodies.</param>
/// <param name="Times">Response times in µs.</param>
internal sealed record SetUpRequests(string Method, string Name, long Count, long Failures, long ResponseBytes, LatencyHistogram Times);
