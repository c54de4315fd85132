using EdFi.BatchPerf.Api;

namespace EdFi.BatchPerf.Jobs.Loads;

/// <summary>A server to load.</summary>
/// <param name="BaseUrl">Its address.</param>
/// <param name="OpenAsync">Opens, or gives, the connection; called when files have been claimed.</param>
/// <param name="Known">The connection where it is open already: its limit is warned of before the operator is asked.</param>
internal sealed record LoadServer(Uri BaseUrl, Func<CancellationToken, Task<ApiConnection>> OpenAsync, BatchConnection? Known = null);
