using System.Globalization;
using System.Management.Automation;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>Takes a DateTimeOffset, a DateTime, or text that PowerShell reads as one; refuses any other value.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class MomentTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        LanguagePrimitives.TryConvertTo<DateTimeOffset>(inputData, CultureInfo.InvariantCulture, out var moment)
            ? moment
            : throw new ArgumentTransformationMetadataException(
                $"'{inputData}' is not a moment. Write it like 2026-11-27T20:00:00Z, or give one like (Get-Date).AddMinutes(2).");
}
