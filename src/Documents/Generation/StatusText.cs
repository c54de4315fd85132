using System.Globalization;
using EdFi.BatchPerf.Api;

namespace EdFi.BatchPerf.Documents.Generation;

/// <summary>What a server answered, in one line.</summary>
internal static class StatusText
{
    public static string Of(ResourceAnswer answer)
        => $"{answer.Status.ToString(CultureInfo.InvariantCulture)} {answer.Problem}".TrimEnd().TrimEnd('.');
}
