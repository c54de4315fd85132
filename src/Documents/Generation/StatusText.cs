using System.Globalization;
using EdFi.BatchPerf.Api;

namespace EdFi.BatchPerf.Documents.Generation;

/// <summary>A server's answer in one line: its status and its problem.</summary>
internal static class StatusText
{
    public static string Of(ResourceAnswer answer)
        => $"{answer.Status.ToString(CultureInfo.InvariantCulture)} {answer.Problem}".TrimEnd().TrimEnd('.');
}
