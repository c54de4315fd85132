using System.Management.Automation;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>
/// Takes a TimeSpan, or text like <c>30s</c>, <c>5m</c>, <c>1h30m</c>, <c>00:05:00</c>; a bare number has no unit and is refused.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class DurationTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        if ((inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is TimeSpan span && span >= TimeSpan.Zero)
        {
            return span;
        }

        // An unquoted 30s is a number to PowerShell, of the type short; the wrapper still knows how it was written.
        var text = inputData?.ToString();
        return DurationText.TryParse(text, out var parsed) && !string.IsNullOrWhiteSpace(text)
            ? parsed
            : throw new ArgumentTransformationMetadataException(
                $"'{text}' is not a duration. Write it like 250ms, 30s, 5m, 1h30m or 00:05:00.");
    }
}
