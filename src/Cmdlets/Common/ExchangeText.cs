using System.Globalization;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>A batch and its answer in a line for the debug stream; without headers, and so without a token.</summary>
internal static class ExchangeText
{
    public static string Of(BatchResult result, Uri url)
    {
        var status = result.StatusCode?.ToString(CultureInfo.InvariantCulture) ?? "no answer";
        var operations = result.OperationCount == 1
            ? "1 operation"
            : string.Create(CultureInfo.InvariantCulture, $"{result.OperationCount} operations");
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"{result.Method} {url} {result}; {operations}, {result.RequestBytes} bytes sent; {status} after "
                + $"{result.ServiceTimeMs:0.0} ms, {result.ResponseBytes} bytes received");
        text += result.FailedOperation is { } failed ? $"; {failed}" : "";
        return text + (result.CorrelationId is { } id ? $"; correlation id {id}" : "");
    }
}
